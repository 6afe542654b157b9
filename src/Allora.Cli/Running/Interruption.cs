using System.Runtime.InteropServices;

namespace Allora.Cli.Running;

/// <summary>Ctrl-C and SIGTERM: the first requests a clean end, the second ends at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _signals;
    private int _count;

    public Interruption() => _signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle)];

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
        _stop.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _count) > 1)
#pragma warning disable RS0030 // This is a host, and its second signal does not wait.
            Environment.Exit(ExitCodes.Interrupted);
#pragma warning restore RS0030
        _stop.Cancel();
    }
}
