using System.Globalization;
using System.Runtime.CompilerServices;
using Allora.Sdk;
using Allora.Sdk.Chain;
using Allora.Sdk.Events.Signals;

namespace Allora.Cli.Doctor;

/// <summary>The chain itself: its messages, its clock compared with ours, and its events.</summary>
internal sealed class ChainChecks(AlloraClient client)
{
    private static readonly TimeSpan OldBlock = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EventPatience = TimeSpan.FromSeconds(20);

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (schema, unknown) = await Checkup.AskAsync("schema", () => client.GetSchemaNameAsync(cancellationToken));
        yield return unknown ?? Finding.Ok("schema", $"emissions {schema}");
        var (header, missing) = await Checkup.AskAsync("clock", () => client.GetBlockHeaderAsync(null, cancellationToken));
        yield return missing ?? Clock(header!);
        var (upgrade, unanswered) = await Checkup.AskAsync("upgrade", async () => Upgrade(await client.GetPlannedUpgradeAsync(cancellationToken)));
        yield return unanswered ?? upgrade!;
        yield return await EventsAsync(cancellationToken);
    }

    private Finding Clock(BlockHeader newest)
    {
        var age = client.Time.GetUtcNow() - newest.Time;
        var detail = string.Create(CultureInfo.InvariantCulture, $"the newest block ({newest.Height}) is {age.TotalSeconds:0.0} s old by this machine's clock");
        return age > OldBlock ? Finding.Warning("clock", detail, "the node lags, the chain has halted, or this machine's clock is ahead: compare it with a time server")
            : age < -OldBlock ? Finding.Warning("clock", detail, "this machine's clock is behind: set it by a time server")
            : Finding.Ok("clock", detail);
    }

    private static Finding Upgrade(PlannedUpgrade? planned) => planned switch
    {
        null => Finding.Ok("upgrade", "none is planned"),
        { IsKnown: true } => Finding.Ok("upgrade", planned.ToString()),
        _ => Finding.Warning("upgrade", planned.ToString(), "update this tool and the workers before that block"),
    };

    private async Task<Finding> EventsAsync(CancellationToken cancellationToken)
    {
        if (client.Network.EventEndpoints is not [var node, ..])
            return Finding.Warning("events", "the network has no event endpoint", "give --rpc; without events a worker polls, and finds windows later");
        using var patience = new CancellationTokenSource(EventPatience, client.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var why = "no block arrived";
        try
        {
            await foreach (var signal in client.Blocks.ListenAsync(either.Token))
            {
                if (signal is BlockSignal block)
                    return Finding.Ok("events", $"block {block.Height} arrived from {node}");
                if (signal is StreamLost lost)
                    why = lost.Reason;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Judged below.
        }

        return Finding.Warning("events", $"{node}: {why} within {EventPatience.TotalSeconds:0} s", "check --rpc; a worker without events polls instead, and finds windows later");
    }
}
