namespace Allora.Sdk.Blocks;

/// <summary>Something that decides at each tick whether it is due. Called often: it must be cheap and must not wait.</summary>
internal interface ITicking
{
    void Tick(TickMoment moment);
}
