using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Tests.Recorded;

/// <summary>The verdicts upon messages, as real nodes of both versions gave them: the same text, and gas within 5 %.</summary>
public sealed class VerdictTests(ITestOutputHelper output)
{
    private const string Administrator = "allo1gfyqr5mcvh8x6dgwdrw83r2xlf6h6nr4qp7dyc";
    private const string Stranger = "allo1zn5y47pxuu30vnlewuegl4zlt9nave4pvjsudx";
    private const string Reputer = "allo1a4zer862vrdeh9hxmc3y66gr7vnczg2kccvywh";
    private const string Delegator = "allo1s9ne966dtmtq8zd4kmxappjk508xn5txsh56z6";
    private const string OlderAdministrator = "allo1qkl6fmxwfrz8xzeevcum76nl9x3gkcssdd7a5u";
    private const string OlderStranger = "allo1swm0tmgv744p9gnxeue92nawawjpy8z50p8qmf";
    private const string OlderOwner = "allo1y5psu8wxvqt5ldcwr4dhedgxd8fk6jmzejmsp3";

    public static TheoryData<string, long, ulong> Companies => new() { { "as recorded", 0, 0 }, { "another genesis", 5000, 40 } };

    [Theory]
    [MemberData(nameof(Companies))]
    public async Task Topics_are_created_and_changed(string name, long heights, ulong topics)
    {
        var company = new Company(name, heights, topics, Administrator, Stranger, Reputer, Delegator);
        await using var stage = await VerdictStage.StartAsync(company, DevNetSchema.V10, Administrator, Reputer, Stranger, Delegator);
        // The window of the labelled topic is open, and no other.
        while (stage.Net.Height < company.Height(25))
            await stage.Net.StepAsync();
        await CompareAsync(stage, "topics-create-update.json", name);
    }

    [Theory]
    [MemberData(nameof(Companies))]
    public async Task Actors_register_stake_and_are_listed(string name, long heights, ulong topics)
    {
        var company = new Company(name, heights, topics, Administrator, Stranger, Reputer, Delegator);
        await using var stage = await VerdictStage.StartAsync(company, DevNetSchema.V10, Administrator, Reputer, Stranger, Delegator);
        var topic = company.Topic(1);
        var reputer = company.Of(Reputer).Address;
        var delegator = company.Of(Delegator).Address;
        // What was done between the recorded simulations.
        await CompareAsync(stage, "messages-stake-whitelist.json", name, new Dictionary<string, Func<Task>>
        {
            ["cancel-remove-none"] = () => stage.IncludeAsync(Reputer, new RemoveStakeRequest { Sender = reputer, TopicId = topic, Amount = "400000" }),
            ["remove-delegate-none"] = () => stage.IncludeAsync(Delegator, new DelegateStakeRequest { Sender = delegator, TopicId = topic, Reputer = reputer, Amount = "100000" }),
            ["remove-delegate-100000"] = () => stage.IncludeAsync(Delegator, new RemoveDelegateStakeRequest { Sender = delegator, TopicId = topic, Reputer = reputer, Amount = "500" }),
        });
    }

    [Theory]
    [MemberData(nameof(Companies))]
    public async Task Messages_of_the_older_version(string name, long heights, ulong topics)
    {
        var company = new Company(name, heights, topics, OlderAdministrator, OlderStranger, OlderOwner, Reputer);
        await using var stage = await VerdictStage.StartAsync(company, DevNetSchema.V9, OlderAdministrator, Reputer, OlderStranger, OlderOwner);
        await stage.IncludeAsync(OlderStranger, Conformance.Stage.SelfSend(company.Of(OlderStranger)));
        await stage.IncludeAsync(OlderAdministrator, new Protos.Emissions.V9.AddToTopicCreatorWhitelistRequest { Sender = company.Of(OlderAdministrator).Address, Address = company.Of(OlderStranger).Address });
        await CompareAsync(stage, "v9-messages.json", name);
    }

    private async Task CompareAsync(VerdictStage stage, string file, string name, IReadOnlyDictionary<string, Func<Task>>? after = null)
    {
        var cases = VerdictCase.Load(file);
        List<string> different = [];
        List<string> gas = [];
        foreach (var recorded in cases)
        {
            var ours = await stage.SimulateAsync(recorded);
            var theirs = stage.Company.Text(recorded.Refusal);
            if (ours.Refusal != theirs)
                different.Add($"{recorded.Name}: \"{ours.Refusal}\" instead of \"{theirs}\"");
            if (Math.Abs(ours.Gas - recorded.Gas) * 20 > recorded.Gas)
                gas.Add($"{recorded.Name}: {ours.Gas} instead of {recorded.Gas}");
            if (after?.TryGetValue(recorded.Name, out var act) == true)
                await act();
        }

        output.WriteLine($"recorded {file}, {name}: {cases.Count - different.Count} of {cases.Count} verdicts equal, gas within 5 % in {cases.Count - gas.Count}");
        Assert.True(different.Count + gas.Count == 0, string.Join('\n', different.Concat(gas)));
    }
}
