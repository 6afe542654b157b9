using Allora.Sdk;

namespace Allora.Cli.Running;

/// <summary>Exceptions in the words of a user of the tool, with what to do.</summary>
internal static class Problems
{
    public static string Text(Exception problem) => problem switch
    {
        ArgumentException { ParamName: { } name } wrong => wrong.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal),
        AlloraException { Reason: AlloraErrorReason.UnknownTopic } unknown => $"{unknown.Message}: see 'allora topics list', and check --network",
        AlloraException { Reason: AlloraErrorReason.Transport } dead => $"{dead.Message}: check --grpc, --rpc and --network, or ask 'allora doctor'",
        _ => problem.Message,
    };
}
