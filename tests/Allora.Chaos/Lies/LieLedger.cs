using System.Text.Json;
using Allora.Sdk.DevNet;

namespace Allora.Chaos.Lies;

/// <summary>Payments and bundles of the one wallet of a DevNet, from the lines of its log.</summary>
internal sealed class LieLedger : IDisposable
{
    private readonly AlloraDevNet _devnet;
    private readonly Lock _gate = new();
    private readonly List<LiePayment> _paid = [];
    private readonly List<(long Nonce, string Digest)> _bundles = [];

    public LieLedger(AlloraDevNet devnet)
    {
        _devnet = devnet;
        devnet.Journal.Line += Read;
        devnet.Engine.Committing += Committed;
    }

    /// <summary>What was seen since the last call.</summary>
    public (IReadOnlyList<LiePayment> Paid, IReadOnlyList<(long Nonce, string Digest)> Bundles) Take()
    {
        lock (_gate)
        {
            var taken = ((IReadOnlyList<LiePayment>)[.. _paid], (IReadOnlyList<(long Nonce, string Digest)>)[.. _bundles]);
            _paid.Clear();
            _bundles.Clear();
            return taken;
        }
    }

    public void Dispose()
    {
        _devnet.Engine.Committing -= Committed;
        _devnet.Journal.Line -= Read;
    }

    private void Committed(Sdk.DevNet.Blocks.CommittedBlock block) => Sdk.DevNet.Journal.Lines.BlockLines.Write(_devnet.Journal, block);

    private void Read(byte[] line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var kind = root.GetProperty("kind").GetString();
        if (kind is not ("tx" or "broadcast" or "simulate") || !root.TryGetProperty("messages", out var messages))
            return;
        var message = messages.EnumerateArray().FirstOrDefault();
        var nonce = message.TryGetProperty("nonce", out var height) ? height.GetInt64() : 0;
        lock (_gate)
        {
            if (message.TryGetProperty("bundle", out var digest))
                _bundles.Add((nonce, digest.GetString()!));
            if (kind == "tx")
                _paid.Add(new LiePayment(nonce, root.GetProperty("code").GetUInt32(), Fee(root), message.GetProperty("type").GetString()!));
        }
    }

    private static long Fee(JsonElement line) => long.Parse(line.GetProperty("fee").GetString()!.Split("uallo")[0], System.Globalization.CultureInfo.InvariantCulture);
}
