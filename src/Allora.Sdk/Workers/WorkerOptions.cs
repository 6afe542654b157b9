using Allora.Sdk.Sending;
using Allora.Sdk.Values;
using Allora.Sdk.Workers;

namespace Allora.Sdk;

/// <summary>The options of a worker. A worker copies and validates them when it is created; later changes have no effect on it.</summary>
public sealed class WorkerOptions
{
    /// <summary>The topic to answer.</summary>
    public ulong TopicId { get; set; }

    /// <summary>
    /// The interval of queries for open windows if no events arrive. While they arrive, the topics of a client that know when their next windows open share
    /// such queries, one in each interval; a window that does not open when it is expected is queried at once. Default 60 s; between 100 ms and 120 s.
    /// </summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The interval at which a worker that waits for something queries the chain. While it is idle, the gas price is refreshed in every fourth interval and
    /// the account in every twentieth, so that no query is needed when a window opens. Default 15 s.
    /// </summary>
    public TimeSpan WarmInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The timeout of one call of the provider. Default 30 s. The window's end cuts it short.</summary>
    public TimeSpan PredictionTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The fallback if the provider returns no usable answer in time. Default: nothing is submitted.</summary>
    public FallbackOptions Fallback { get; set; } = new();

    /// <summary>The checks of predictions before they are submitted. Default: none.</summary>
    public GuardOptions Guards { get; set; } = new();

    /// <summary>How many windows of the topic may be in progress at once, newest first. Default 3.</summary>
    public int MaxConcurrentWindows { get; set; } = 3;

    /// <summary>Limits on the fee of a transaction.</summary>
    public FeeOptions Fees { get; set; } = new();

    /// <summary>Predict and sign, and verify the signatures here, but send nothing signed and never register. Default false.</summary>
    public bool DryRun { get; set; }

    /// <summary>
    /// Let a node simulate the payloads of a dry run. This discloses them: the node, and every proxy on the way, gets a signed bundle that it can submit
    /// in this wallet's name, and a later run that sends submits the same answer. Default false.
    /// </summary>
    public bool SimulateDryRuns { get; set; }

    /// <summary>Simulate the transaction before paying for it. Default true: it is free, and the only check of a payload before a block.</summary>
    public bool SimulateFirst { get; set; } = true;

    /// <summary>Register the wallet in the topic if it is not (costs the chain's registration fee). Default true.</summary>
    public bool RegisterWhenNeeded { get; set; } = true;

    /// <summary>
    /// Reputers: the own stake in the topic (uallo) to maintain, by adding the missing amount between payloads. Default null: nothing is staked.
    /// The chain accepts losses only from a stake of its required_minimum_stake on.
    /// </summary>
    public UAllo? MinimumStake { get; set; }

    /// <summary>
    /// Inferers and forecasters: the target for staking the worker's rewards in its topic while it runs, each settlement once, across restarts.
    /// It is paid for and journaled as payloads are. A target that does not exist ends the run. Default null: rewards stay in the wallet.
    /// </summary>
    public AutoStakeOptions? AutoStake { get; set; }

    /// <summary>
    /// Inferers and forecasters: funded wallets that send the worker's payloads, together with those of others. Then the worker's own wallet needs coins for
    /// its registration only. Default null: the worker's wallet sends and pays.
    /// </summary>
    public PayloadSenders? SubmittedBy { get; set; }

    /// <summary>
    /// How long a stopping worker continues to confirm sent transactions. Default 30 s; with <see cref="WalletOptions.Standby"/> at most 0.25 s, since the next
    /// holder of the journal follows them.
    /// </summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many results wait for a reader before the oldest are dropped. Default 1 024.</summary>
    public int ResultCapacity { get; set; } = 1024;

    /// <summary>Returns a validated copy: changes of this object after a worker was created have no effect on it.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    internal WorkerOptions ValidatedCopy()
    {
        Validate();
        var copy = (WorkerOptions)MemberwiseClone();
        (copy.Fees, copy.Fallback, copy.Guards, copy.AutoStake) = (Fees.Copy(), Fallback.Copy(), Guards.Copy(), AutoStake?.Copy());
        return copy;
    }

    /// <summary>A copy for another topic.</summary>
    internal WorkerOptions ForTopic(ulong topicId)
    {
        var copy = (WorkerOptions)MemberwiseClone();
        copy.TopicId = topicId;
        return copy;
    }

    internal void Validate()
    {
        Require(TopicId > 0, $"{nameof(TopicId)} is not set: name the topic to answer, for example 67.");
        Require(PollInterval >= TimeSpan.FromMilliseconds(100) && PollInterval <= TimeSpan.FromSeconds(120), $"{nameof(PollInterval)} is {PollInterval}: choose between 100 ms and 120 s.");
        Require(WarmInterval > TimeSpan.Zero, $"{nameof(WarmInterval)} must be above zero.");
        Require(PredictionTimeout > TimeSpan.Zero, $"{nameof(PredictionTimeout)} must be above zero.");
        Require(MaxConcurrentWindows > 0, $"{nameof(MaxConcurrentWindows)} must be at least 1.");
        Require(DrainTimeout >= TimeSpan.Zero, $"{nameof(DrainTimeout)} must not be negative.");
        Require(ResultCapacity > 0, $"{nameof(ResultCapacity)} must be at least 1.");
        Fees.Validate();
        Fallback.Validate();
        Guards.Validate();
    }

    private static void Require(bool ok, string message)
    {
        if (!ok)
            throw new ArgumentException(message);
    }
}
