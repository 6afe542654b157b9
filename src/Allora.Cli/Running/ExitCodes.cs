namespace Allora.Cli.Running;

/// <summary>The exit codes of the process, listed in docs/cli.md.</summary>
internal static class ExitCodes
{
    /// <summary>Success, or the user ended a command that runs until then.</summary>
    public const int Ok = 0;

    /// <summary>The command failed.</summary>
    public const int Failed = 1;

    /// <summary>An option or a file given is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Ended by Ctrl-C or SIGTERM before completion.</summary>
    public const int Interrupted = 130;
}
