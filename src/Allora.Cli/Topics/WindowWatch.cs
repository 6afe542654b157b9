using System.Text.Json.Nodes;
using Allora.Cli.Running;
using Allora.Sdk;
using Allora.Sdk.Events.Signals;

namespace Allora.Cli.Topics;

/// <summary>Windows as they open and close, for workers and for reputers.</summary>
internal sealed class WindowWatch(AlloraClient client, Screen screen, ulong? topic, int? count)
{
    private int _lines;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var signal in client.Blocks.ListenAsync(cancellationToken))
        {
            if (!Watching.Tell(screen, signal) && signal is BlockSignal block)
                Tell(block);
            if (count is { } most && _lines >= most)
                return;
        }
    }

    private void Tell(BlockSignal block)
    {
        foreach (var opened in block.Opened)
            Tell(block, "worker", "opened", opened.TopicId, opened.Nonce, opened.WindowEnd);
        foreach (var closed in block.Closed)
            Tell(block, "worker", "closed", closed.TopicId, closed.Nonce, null);
        foreach (var opened in block.ReputerOpened)
            Tell(block, "reputer", "opened", opened.TopicId, opened.Nonce, opened.WindowEnd);
        foreach (var closed in block.ReputerClosed)
            Tell(block, "reputer", "closed", closed.TopicId, closed.Nonce, null);
    }

    private void Tell(BlockSignal block, string side, string what, ulong id, long nonce, long? end)
    {
        if ((topic is { } wanted && id != wanted) || _lines >= (count ?? int.MaxValue))
            return;
        _lines++;
        screen.Line(
            new JsonObject { ["event"] = $"{side}_window_{what}", ["height"] = block.Height, ["time"] = block.Time, ["topic"] = id, ["nonce"] = nonce, ["end"] = end },
            $"{block.Height}  topic {id}: {side} window {what}, nonce {nonce}{(end is { } last ? $", until {last}" : "")}");
    }
}
