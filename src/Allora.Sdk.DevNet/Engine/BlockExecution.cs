using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Emissions.Epochs;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.Transactions;

namespace Allora.Sdk.DevNet.Engine;

/// <summary>One block in the making: begin, transactions, end.</summary>
internal sealed class BlockExecution(ChainState state, TxRunner runner, string proposer, ChainControls controls)
{
    private readonly List<AbciEvent> _events = [];
    private readonly List<CommittedTx> _transactions = [];
    private readonly byte[] _previousAppHash = state.AppHash;
    private ChainState _state = state;

    public IReadOnlyList<AbciEvent> Events => _events;

    public IReadOnlyList<CommittedTx> Transactions => _transactions;

    public void Begin() => Run("BeginBlock", BeginBlocker.Run);

    public CommittedTx Deliver(byte[] bytes, string hash)
    {
        var (result, state, _) = runner.Run(_state, bytes, ExecutionMode.Deliver);
        if (controls.OutOfGas > 0 && result.Code == 0)
        {
            controls.OutOfGas--;
            controls.Counts = controls.Counts with { OutOfGas = controls.Counts.OutOfGas + 1 };
            (result, state) = OutOfGas(bytes, result);
        }

        _state = state;
        var tx = new CommittedTx(_state.Height, _transactions.Count, bytes, hash, result);
        _transactions.Add(tx);
        return tx;
    }

    public ChainState End()
    {
        Run("EndBlock", EndBlocker.Run);
        _state = _state with { Feemarket = _state.Feemarket.After(_transactions.Sum(static tx => tx.Result.GasUsed)) };
        if (controls.GasPrices.TryGetValue(_state.Height, out var price))
        {
            _state = _state with { Feemarket = _state.Feemarket with { BasePrice = price, MinimumPrice = price } };
            controls.Counts = controls.Counts with { PriceJumps = controls.Counts.PriceJumps + 1 };
        }

        if (controls.UpgradeAtHeight == _state.Height)
        {
            _state = _state with { Schema = _state.Schema == DevNetSchema.V9 ? DevNetSchema.V10 : DevNetSchema.V9 };
            controls.Counts = controls.Counts with { Upgrades = controls.Counts.Upgrades + 1 };
        }

        _state = _state with { AppHash = Digest() };
        return _state;
    }

    private (TxResult Result, ChainState State) OutOfGas(byte[] bytes, TxResult result)
    {
        var (_, paid, _) = runner.Run(_state, bytes, ExecutionMode.Check);
        var refusal = ChainErrors.OutOfGas("WriteFlat", result.GasWanted, result.GasWanted + 711);
        var ante = result.Events.TakeWhile(static emitted => emitted.Attributes.All(static pair => pair.Key != "action")).ToList();
        return (new TxResult(refusal.Code, refusal.Codespace, [], refusal.Message, result.GasWanted, result.GasWanted + 711, ante), paid);
    }

    private void Run(string mode, Action<Execution, string> phase)
    {
        var run = new Execution(_state, new GasMeter(null));
        phase(run, proposer);
        _state = run.State;
        _events.AddRange(run.Events.Select(emitted => emitted.With("mode", mode)));
    }

    /// <summary>A digest of what happened stands for the state's own tree: it differs whenever the chain's history differs.</summary>
    private byte[] Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> height = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(height, _state.Height);
        hash.AppendData(_previousAppHash);
        hash.AppendData(height);
        foreach (var emitted in _events.Concat(_transactions.SelectMany(static tx => tx.Result.Events)))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(emitted.Type));
            foreach (var pair in emitted.Attributes)
                hash.AppendData(Encoding.UTF8.GetBytes(pair.Key + "=" + pair.Value));
        }

        return hash.GetHashAndReset();
    }
}
