using Allora.Sdk.DevNet.Engine;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Values;

namespace Allora.Sdk.DevNet;

/// <summary>What can be done to the chain itself, for all nodes at once. Faults of single nodes are in <see cref="Faults"/>.</summary>
public sealed partial class AlloraDevNet
{
    /// <summary>True while no block is made: the chain stands, the nodes still answer.</summary>
    public bool IsHalted
    {
        get => _engine.Change(static (controls, state) => (state, controls.Halted));
        set => Set(value ? "halted" : "resumed", controls =>
        {
            if (value)
                controls.Halt();
            else
                controls.Halted = false;
        });
    }

    /// <summary>How often the chain's own faults acted.</summary>
    public DevNetFaultCounts FaultCounts => _engine.Change(static (controls, state) => (state, controls.Counts));

    /// <summary>Makes every node lie by a rule, and returns the rule for counting.</summary>
    public Lie AddLie(Lie lie)
    {
        foreach (var node in _nodes)
            node.Lies.Add(lie);
        return lie;
    }

    /// <summary>Ends a lie on every node.</summary>
    public void RemoveLie(Lie lie)
    {
        foreach (var node in _nodes)
            node.Lies.Remove(lie);
    }

    /// <summary>Lets the chain stand after that height; null takes it back.</summary>
    public void HaltAt(long? height) => Set("halt_at", controls => controls.HaltAtHeight = height);

    /// <summary>For how many blocks a transaction that comes from now on stays in the mempool. 0 is the next block.</summary>
    public void HoldTransactions(int blocks) => Set("hold", controls => controls.HoldBlocks = blocks);

    /// <summary>Lets the next transactions vanish after they were accepted.</summary>
    public void VanishTransactions(int count) => Set("vanish", controls => controls.Vanish = count);

    /// <summary>Lets the next transactions run out of gas in their block, whatever their limit; their fee is paid.</summary>
    public void RunOutOfGas(int count) => Set("out_of_gas", controls => controls.OutOfGas = count);

    /// <summary>Empties the mempool; what was in it may be sent again.</summary>
    public void LoseMempool()
    {
        _engine.LoseMempool();
        Tell("mempool_lost");
    }

    /// <summary>Moves the gas price, which is the minimum too from now on.</summary>
    public void SetGasPrice(GasPrice price)
    {
        var parsed = new LegacyDec(price.Scaled18);
        _engine.Change((controls, state) =>
        {
            controls.Counts = controls.Counts with { PriceJumps = controls.Counts.PriceJumps + 1 };
            return (state with { Feemarket = state.Feemarket with { BasePrice = parsed, MinimumPrice = parsed } }, true);
        });
        Tell("gas_price");
    }

    /// <summary>Changes to the other schema at the end of the block of that height; null takes it back.</summary>
    public void UpgradeAt(long? height) => Set("upgrade_at", controls => controls.UpgradeAtHeight = height);

    /// <summary>The schema that the newest block speaks.</summary>
    public DevNetSchema Schema => _engine.Committed.Schema;

    /// <summary>The chain's release that the nodes run, such as "v0.17.0".</summary>
    public string Version => _engine.Committed.Version;

    /// <summary>Restarts a node: its connections break, its addresses stay, the chain goes on. With the mempool lost, what waited is gone.</summary>
    public async Task RestartAsync(DevNetNode node, bool loseMempool = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(node);
        await node.StopAsync().ConfigureAwait(false);
        if (loseMempool)
            LoseMempool();
        await node.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Set(string what, Action<ChainControls> set)
    {
        _engine.Change((controls, state) =>
        {
            set(controls);
            return (state, true);
        });
        Tell(what);
    }

    private void Tell(string what) => Journal.Write("chain", writer => writer.WriteString("what", what));
}
