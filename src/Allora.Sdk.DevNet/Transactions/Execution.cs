using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.State;

namespace Allora.Sdk.DevNet.Transactions;

/// <summary>What runs at the moment: a fork of the state, its gas and its events. Throwing it away undoes everything.</summary>
internal sealed class Execution(ChainState state, GasMeter gas)
{
    private readonly List<AbciEvent> _events = [];

    public ChainState State { get; set; } = state;

    public GasMeter Gas { get; } = gas;

    public IReadOnlyList<AbciEvent> Events => _events;

    public long Height => State.Height;

    public void Emit(AbciEvent abciEvent) => _events.Add(abciEvent);

    public void Emit(string type, params (string Key, string Value)[] attributes) => _events.Add(AbciEvent.Of(type, attributes));
}
