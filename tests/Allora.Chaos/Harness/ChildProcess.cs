using System.Diagnostics;
using System.Threading.Channels;

namespace Allora.Chaos.Harness;

/// <summary>A program beside this one, spoken to in lines. It is never left behind.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    private ChildProcess(Process process, string? errorsTo)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
                _lines.Writer.TryWrite(text);
            else
                _lines.Writer.TryComplete();
        };
        var errors = errorsTo is null ? null : TextWriter.Synchronized(new StreamWriter(errorsTo) { AutoFlush = true });
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
                errors?.WriteLine(text);
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public ChannelReader<string> Lines => _lines.Reader;

    public Task Ended => _process.WaitForExitAsync();

    public bool HasEnded => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <param name="program">One beside this program, by its name, or another's full path with its extension.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="errorsTo">The file that its standard error goes to.</param>
    /// <param name="environment">Variables beside this process's own.</param>
    public static ChildProcess Start(string program, string[] arguments, string? errorsTo, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.IsPathRooted(program) ? program : Path.Combine(AppContext.BaseDirectory, program + ".dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new ChildProcess(Process.Start(start)!, errorsTo);
    }

    public void Send(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>The sockets that the process holds, as the system counts them; null where it does not tell.</summary>
    public int? Sockets()
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{_process.Id}/fd")
                .Count(static file => File.ResolveLinkTarget(file, returnFinalTarget: false)?.Name.StartsWith("socket:", StringComparison.Ordinal) ?? false);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>kill -9 where it has not ended: nothing in the process gets to run any more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
