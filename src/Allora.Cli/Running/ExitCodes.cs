namespace Allora.Cli.Running;

/// <summary>What the process ends with. docs/cli.md lists them.</summary>
internal static class ExitCodes
{
    /// <summary>All went well, or the user ended what runs until it is ended.</summary>
    public const int Ok = 0;

    /// <summary>It could not be done.</summary>
    public const int Failed = 1;

    /// <summary>An option or a file given is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Ended by Ctrl-C or SIGTERM before it was done.</summary>
    public const int Interrupted = 130;
}
