using System.Threading.Channels;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Engine;
using Allora.Sdk.DevNet.Journal;
using Allora.Sdk.DevNet.Journal.Lines;

namespace Allora.Sdk.DevNet;

/// <summary>
/// Writes what happens as JSON lines: blocks, windows, every broadcast and every transaction in a block, faults, nodes that go down and
/// come up. docs/devnet.md describes the lines. Dispose it before the DevNet, so that nothing is lost.
/// </summary>
public sealed class DevNetLog : IAsyncDisposable
{
    private readonly Channel<byte[]> _lines = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ChainJournal _journal;
    private readonly ChainEngine _engine;
    private readonly Task _writing;

    private DevNetLog(AlloraDevNet devnet, Stream stream)
    {
        (_journal, _engine) = (devnet.Journal, devnet.Engine);
        _writing = WriteAsync(stream);
        _journal.Line += Add;
        _engine.Committing += Block;
    }

    /// <summary>Starts to write into a new file; an old one of that name is replaced. Others may read it meanwhile.</summary>
    public static DevNetLog Open(AlloraDevNet devnet, string path) =>
        Open(devnet, new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite));

    /// <summary>Starts to write into a stream, which is closed at the end.</summary>
    public static DevNetLog Open(AlloraDevNet devnet, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(devnet);
        ArgumentNullException.ThrowIfNull(stream);
        return new DevNetLog(devnet, stream);
    }

    /// <summary>Ends the log; everything that happened before is in it.</summary>
    public async ValueTask DisposeAsync()
    {
        _engine.Committing -= Block;
        _journal.Line -= Add;
        _lines.Writer.TryComplete();
        await _writing.ConfigureAwait(false);
    }

    private void Block(CommittedBlock block) => BlockLines.Write(_journal, block);

    private void Add(byte[] line) => _lines.Writer.TryWrite(line);

    private async Task WriteAsync(Stream stream)
    {
        await using (stream.ConfigureAwait(false))
        {
            while (await _lines.Reader.WaitToReadAsync().ConfigureAwait(false))
            {
                while (_lines.Reader.TryRead(out var line))
                    await stream.WriteAsync(line).ConfigureAwait(false);
                await stream.FlushAsync().ConfigureAwait(false);
            }
        }
    }
}
