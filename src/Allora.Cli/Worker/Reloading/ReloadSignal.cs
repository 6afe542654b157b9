using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace Allora.Cli.Worker.Reloading;

/// <summary>SIGHUP: a request to read the file again, or the end of the terminal that the process runs in.</summary>
internal sealed class ReloadSignal : IDisposable
{
    private const string Terminal = "/dev/tty";

    private readonly Channel<bool> _requests = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _hungUp = new();
    private readonly PosixSignalRegistration? _signal;
    private readonly bool _hasTerminal;

    public ReloadSignal()
    {
        if (OperatingSystem.IsWindows())
            return;
        _hasTerminal = !Console.IsInputRedirected && IsThere(Terminal);
        _signal = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Handle);
    }

    /// <summary>Cancelled when the terminal is closed.</summary>
    public CancellationToken HungUp => _hungUp.Token;

    /// <summary>Waits for the next request; several that arrive meanwhile are one.</summary>
    public async Task NextAsync(CancellationToken cancellationToken) => await _requests.Reader.ReadAsync(cancellationToken);

    public void Dispose()
    {
        _signal?.Dispose();
        _hungUp.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_hasTerminal && !IsThere(Terminal))
            _hungUp.Cancel();
        else
            _requests.Writer.TryWrite(true);
    }

    private static bool IsThere(string path)
    {
        try
        {
            using var opened = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
