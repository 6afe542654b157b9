namespace Allora.Cli.Worker.Offchain;

/// <summary>Names of the offchain node's file, of every generation in use.</summary>
internal static class OffchainNames
{
    /// <summary>Names of the wallet that only the node itself needs; their kinds are checked as in the node.</summary>
    public static readonly string[] WholeNumbers =
    [
        "gasPriceUpdateInterval", "baseGas", "gasPerByte", "maxRetries", "retryDelay", "accountSequenceRetryDelay", "launchRoutineDelay", "registrationWaitingBlocks",
        "timeoutRPCSecondsTx", "timeoutRPCSecondsRegistration", "submissionJitter",
    ];

    public static readonly string[] Numbers = ["blockDurationEstimated", "windowCorrectionFactor"];

    public static readonly string[] Flags = ["simulateGasFromStart"];

    /// <summary>Names of older files, without meaning today.</summary>
    public static readonly string[] OldOfWallet = ["gas", "delay", "address", "addressAccountPassphrase", "loopSeconds"];

    public static readonly string[] OldOfWorker = ["loopSeconds", "minDelay", "maxDelay", "allowsNegativeValue"];

    /// <summary>Interfaces of the node that its own sample files have as null.</summary>
    public static readonly string[] Interfaces = ["inferenceEntrypoint", "forecastEntrypoint", "groundTruthEntrypoint", "lossFunctionEntrypoint"];

    /// <summary>The two names of the only adapter.</summary>
    public static readonly string[] Adapters = ["apiAdapter", "api-worker-reputer"];
}
