namespace Allora.Sdk.DevNet.Faults.Lies;

/// <summary>What kind of place a path leads to.</summary>
internal enum LiePlace
{
    /// <summary>A value of the answer, or the whole answer.</summary>
    Value,

    /// <summary>A header of the answer.</summary>
    Header,

    /// <summary>The refusal that the answer becomes.</summary>
    Error,

    /// <summary>An attribute of an event, in whichever shape the answer shows events.</summary>
    Event,
}
