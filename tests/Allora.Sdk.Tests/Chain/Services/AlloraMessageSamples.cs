using System.Reflection;
using Allora.Sdk.Chain.Schemas.Messages;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Chain.Services;

/// <summary>Every factory of messages, called with every list and number of addresses.</summary>
internal static class AlloraMessageSamples
{
    public const string Another = "allo1u777nc6cdy0q65je9qymtjumjz377t3qjpsg5r";

    public static TopicDefinition Topic { get; } = new() { Metadata = "a test", LossMethod = "mse", EpochLength = 20, GroundTruthLag = 20, WorkerSubmissionWindow = 10 };

    /// <summary>Each factory with the names of the chain messages that it makes.</summary>
    public static IReadOnlyList<(MethodInfo Method, IReadOnlyList<string> Messages)> Calls { get; } =
    [
        .. Factories.Select(static method => (method, (IReadOnlyList<string>)[.. Of(method).Select(static message => message.Name).Distinct().Order(StringComparer.Ordinal)])),
    ];

    public static IEnumerable<AlloraMessage> All => Factories.SelectMany(Of);

    private static IEnumerable<MethodInfo> Factories => typeof(AlloraMessage).GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(static method => method.ReturnType == typeof(AlloraMessage) && method.Name != nameof(AlloraMessage.Of));

    /// <summary>The full name of a generated client's service.</summary>
    public static string ServiceOf(Type client) =>
        (string)client.DeclaringType!.GetField("__ServiceName", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;

    private static IEnumerable<AlloraMessage> Of(MethodInfo method) =>
        from actor in Enum.GetValues<TopicActor>()
        from count in new[] { 1, 2 }
        select (AlloraMessage)method.Invoke(null, [.. method.GetParameters().Select(parameter => Sample(parameter.ParameterType, actor, count))])!;

    private static object? Sample(Type type, TopicActor actor, int count) => type switch
    {
        _ when type == typeof(ulong) => 1UL,
        _ when type == typeof(string) => Another,
        _ when type == typeof(UAllo) => UAllo.FromAllo("1"),
        _ when type == typeof(TopicActor) => actor,
        _ when type == typeof(IReadOnlyList<string>) => Enumerable.Repeat(Another, count).ToList(),
        _ when type == typeof(TopicDefinition) => Topic,
        _ when type == typeof(TopicChange) => new TopicChange { Metadata = "changed" },
        _ => throw new NotSupportedException(type.Name),
    };
}
