using System.Diagnostics;

namespace Allora.Sdk.PostgreSql.Tests.Server;

/// <summary>The server's programs, which Debian keeps off the PATH.</summary>
internal static class PostgresBinaries
{
    private const string Debian = "/usr/lib/postgresql";

    /// <summary>The folder of the programs; null if there is no server here.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>Skips a test on a machine without a server.</summary>
    public static void Require() => Assert.SkipWhen(Folder is null, "PostgreSQL is not installed here (on Debian: apt-get install postgresql).");

    /// <summary>Runs a program to its end as a user that is not root: the server refuses to run as root.</summary>
    public static Task RunAsync(string program, params IReadOnlyList<string> arguments) => RunPathAsync(Path.Combine(Folder!, program), arguments);

    /// <summary>Copies a folder with owners and modes.</summary>
    public static Task CopyAsync(string from, string to) => RunPathAsync("cp", "-a", from, to);

    private static async Task RunPathAsync(string program, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        if (Environment.IsPrivilegedProcess)
        {
            start.FileName = "runuser";
            foreach (var argument in (string[])["-u", "postgres", "--"])
                start.ArgumentList.Add(argument);
            start.ArgumentList.Add(program);
        }
        else
        {
            start.FileName = program;
        }

        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors} {await output}");
    }

    private static string? Find()
    {
        var folders = Directory.Exists(Debian) ? Directory.GetDirectories(Debian).OrderDescending(StringComparer.Ordinal).Select(static one => Path.Combine(one, "bin")) : [];
        return folders.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(static folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));
    }
}
