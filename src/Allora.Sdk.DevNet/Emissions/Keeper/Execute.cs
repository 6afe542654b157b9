using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;

namespace Allora.Sdk.DevNet.Emissions.Keeper;

/// <summary>What several message handlers need.</summary>
internal static class Execute
{
    /// <summary>Where errors come from that no handler wrapped.</summary>
    public const string Unwrapped = "cosmos/cosmos-sdk@v0.50.14/baseapp/baseapp.go:1023";

    public static void Update(Execution run, TopicState topic) =>
        run.State = run.State with { Emissions = run.State.Emissions.With(topic) };

    public static TopicState RequireTopic(Execution run, ulong id)
    {
        run.Gas.Has();
        return run.State.Emissions.Topics.TryGetValue(id, out var topic) ? topic : throw ChainErrors.Of(23, "topic does not exist", Unwrapped);
    }

    /// <summary>The topic, read at the cost of its size.</summary>
    public static TopicState RequireTopic(Execution run, ulong id, Func<TopicState, int> size)
    {
        if (!run.State.Emissions.Topics.TryGetValue(id, out var topic))
            return RequireTopic(run, id);
        run.Gas.Read(size(topic));
        return topic;
    }

    /// <summary>Fees of messages go to the ecosystem.</summary>
    public static void Pay(Execution run, string sender, string amount, uint code, string refusal)
    {
        var fee = Amounts.Parse(amount);
        if (fee.IsZero)
            return;
        if (run.State.Balance(sender) < fee)
            throw ChainErrors.Of(code, refusal, Unwrapped);
        for (var i = 0; i < 10; i++)
            run.Gas.Read(100);
        Bank.Send(run, sender, ModuleAccounts.Ecosystem, fee);
    }
}
