namespace Allora.Sdk.Sending.Journal;

/// <summary>
/// Where a wallet's journal and lock are by default: below the user's local application data, the same from every working directory. So two processes
/// of one user never run the same wallet side by side, wherever they were started.
/// </summary>
internal static class StateFolders
{
    /// <summary>The default folder of earlier versions, below the working directory.</summary>
    public const string Former = "allora-state";

    /// <summary>The folder of the user's journals.</summary>
    /// <exception cref="AlloraException">The user has no home.</exception>
    public static string Default(string? localData) => localData is not null
        ? Path.Combine(localData, "allora", "state")
        : throw new AlloraException(
            AlloraErrorReason.InvalidConfiguration,
            isTransient: false,
            $"The user has no home directory to keep the wallet's journal in: set {nameof(WalletOptions)}.{nameof(WalletOptions.StateFolder)} (--state, STATE_DIR) to a folder that outlives the process.");

    /// <summary>The folder of the user's local application data; null if the user has none.</summary>
    public static string? LocalData()
    {
        var path = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.IsPathFullyQualified(path) ? path : null;
    }
}
