using Allora.Sdk;

namespace Allora.Cli.Running;

/// <summary>Exceptions in terms of the tool, with their remedies.</summary>
internal static class Problems
{
    // A faucet has an address of its own, and its message has the remedy.
    private const string Faucet = "faucet:";

    public static string Text(Exception problem) => problem switch
    {
        ArgumentException { ParamName: { } name } wrong => wrong.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal),
        AlloraException { Reason: AlloraErrorReason.UnknownTopic } unknown => $"{unknown.Message}: see 'allora topics list', and check --network",
        AlloraException { Reason: AlloraErrorReason.Transport or AlloraErrorReason.Timeout or AlloraErrorReason.Unavailable } dead when !dead.Message.StartsWith(Faucet, StringComparison.Ordinal) => $"{dead.Message}: check --grpc, --rpc and --network, or run 'allora doctor'",
        _ => problem.Message,
    };
}
