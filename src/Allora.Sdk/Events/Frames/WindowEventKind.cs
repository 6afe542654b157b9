namespace Allora.Sdk.Events.Frames;

/// <summary>The events of the chain's module that are read from a block.</summary>
internal enum WindowEventKind
{
    None,
    Opened,
    Closed,
    ReputerOpened,
    ReputerClosed,

    // The following events are about outcomes of submissions: OutcomeEventReader reads them.
    ActiveInferers,
    ActiveForecasters,
    ActiveReputers,
    Scores,
    EmaScores,
    Rewards,
}
