using System.Reflection;
using Allora.Sdk.Chain.Schemas.Messages;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Tests.Chain.Services;

/// <summary>Every factory of messages, called with every list and number of addresses.</summary>
internal static class AlloraMessageSamples
{
    public const string Someone = "allo15yk64u7zc9g9k2yr2wmzeva5qgwxps6ygp4vw8";
    public const string Another = "allo1u777nc6cdy0q65je9qymtjumjz377t3qjpsg5r";

    private static readonly string Validator = Bech32.Encode("allovaloper", Bech32.TryDecode(Someone, out _, out var own) ? own : []);

    public static TopicDefinition Topic { get; } = new() { Metadata = "a test", LossMethod = "mse", EpochLength = 20, GroundTruthLag = 20, WorkerSubmissionWindow = 10 };

    /// <summary>Each factory with the names of the chain messages that it makes.</summary>
    public static IReadOnlyList<(MethodInfo Method, IReadOnlyList<string> Messages)> Calls { get; } =
    [
        .. Factories.Select(static method => (method, (IReadOnlyList<string>)[.. Of(method, "v10").Select(static message => message.Name).Distinct().Order(StringComparer.Ordinal)])),
    ];

    public static IEnumerable<AlloraMessage> All(string schema) => Factories.SelectMany(method => Of(method, schema));

    private static IEnumerable<MethodInfo> Factories => typeof(AlloraMessage).GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(static method => method.ReturnType == typeof(AlloraMessage) && method.Name != nameof(AlloraMessage.Of));

    /// <summary>The full name of a generated client's service.</summary>
    public static string ServiceOf(Type client) =>
        (string)client.DeclaringType!.GetField("__ServiceName", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;

    private static IEnumerable<AlloraMessage> Of(MethodInfo method, string schema) =>
        from actor in Enum.GetValues<TopicActor>()
        from count in new[] { 1, 2 }
        select (AlloraMessage)method.Invoke(null, [.. method.GetParameters().Select(parameter => Sample(parameter, actor, count, schema))])!;

    private static object? Sample(ParameterInfo parameter, TopicActor actor, int count, string schema) => parameter.ParameterType switch
    {
        var type when type == typeof(ulong) => 1UL,
        var type when type == typeof(string) && parameter.Name == "typeUrl" => "/cosmos.bank.v1beta1.MsgSend",
        var type when type == typeof(string) => parameter.Name is "validator" or "from" || parameter.Member.Name == nameof(AlloraMessage.Redelegate) ? Validator : Another,
        var type when type == typeof(DateTimeOffset?) => null,
        var type when type == typeof(IReadOnlyList<AlloraMessage>) => Enumerable.Repeat(AlloraMessage.Transfer(Someone, UAllo.FromAllo("1")), count).ToList(),
        var type when type == typeof(UAllo) => UAllo.FromAllo("1"),
        var type when type == typeof(TopicActor) => actor,
        var type when type == typeof(IReadOnlyList<string>) => Enumerable.Repeat(Another, count).ToList(),
        var type when type == typeof(TopicDefinition) => Topic,
        var type when type == typeof(TopicUpdate) => new TopicUpdate(new UpdateTopicRequest { TopicId = 1 }, Someone, schema, 1, null, [new TopicFieldChange
        {
            Field = "metadata",
            Before = "",
            After = "changed",
        }]),
        var type => throw new NotSupportedException(type.Name),
    };
}
