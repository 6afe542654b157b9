using Allora.Sdk;

namespace Allora.Cli.Worker.Reporting;

/// <summary>A runner and its role, for people.</summary>
internal sealed record CrewMember(string Role, ulong Topic, string Wallet, WorkerRunner Runner)
{
    /// <summary>The part under which its submissions are in the history.</summary>
    public SubmissionActor Actor => Role switch
    {
        "reputer" => SubmissionActor.Reputer,
        "forecaster" => SubmissionActor.Forecaster,
        _ => SubmissionActor.Inferer,
    };
}
