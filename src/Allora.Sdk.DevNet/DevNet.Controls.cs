using Allora.Sdk.DevNet.Chain.Blocks;
using Allora.Sdk.DevNet.Chain.State;
using Allora.Sdk.DevNet.Chain.Values;

namespace Allora.Sdk.DevNet;

/// <summary>What can be done to the chain itself, for all nodes at once. Faults of single nodes are in <see cref="Faults"/>.</summary>
public sealed partial class DevNet
{
    /// <summary>True while no block is made: the chain stands, the nodes still answer.</summary>
    public bool IsHalted
    {
        get => _engine.Change(static (controls, state) => (state, controls.Halted));
        set => Set(controls => controls.Halted = value);
    }

    /// <summary>For how many blocks a transaction that comes from now on stays in the mempool. 0 is the next block.</summary>
    public void HoldTransactions(int blocks) => Set(controls => controls.HoldBlocks = blocks);

    /// <summary>Lets the next transactions vanish after they were accepted.</summary>
    public void VanishTransactions(int count) => Set(controls => controls.Vanish = count);

    /// <summary>Lets the next transactions run out of gas in their block, whatever their limit; their fee is paid.</summary>
    public void RunOutOfGas(int count) => Set(controls => controls.OutOfGas = count);

    /// <summary>Empties the mempool; what was in it may be sent again.</summary>
    public void LoseMempool() => _engine.LoseMempool();

    /// <summary>Moves the gas price, which is the minimum too from now on.</summary>
    public void SetGasPrice(string price)
    {
        var parsed = LegacyDec.Parse(price);
        _engine.Change((_, state) => (state with { Feemarket = state.Feemarket with { BasePrice = parsed, MinimumPrice = parsed } }, true));
    }

    /// <summary>Changes to the other schema at the end of the block of that height; null takes it back.</summary>
    public void UpgradeAt(long? height) => Set(controls => controls.UpgradeAtHeight = height);

    /// <summary>The schema that the newest block speaks.</summary>
    public DevNetSchema Schema => _engine.Committed.Schema;

    /// <summary>Restarts a node: its connections break, its addresses stay, the chain goes on. With the mempool lost, what waited is gone.</summary>
    public async Task RestartAsync(DevNetNode node, bool loseMempool = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(node);
        await node.StopAsync().ConfigureAwait(false);
        if (loseMempool)
            LoseMempool();
        await node.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Set(Action<ChainControls> set) => _engine.Change<ChainState>((controls, state) =>
    {
        set(controls);
        return (state, state);
    });
}
