namespace Allora.Chaos.Lies;

/// <summary>A part of a stand's worker that is broken on purpose, to see that an invariant turns red.</summary>
internal enum BrokenPart
{
    /// <summary>The worker as it is.</summary>
    None,

    /// <summary>A transaction may pay a thousand times what the user allows. The day's budget still holds, so that nothing turns red.</summary>
    Limit,

    /// <summary>As <see cref="Limit"/>, with a budget that allows it.</summary>
    Cap,

    /// <summary>It is started again in its first window, without its journal, and its model answers something else then.</summary>
    Journal,

    /// <summary>It ends when its node begins to lie.</summary>
    Life,

    /// <summary>It answers no window after its node began to lie, and its health stays green.</summary>
    Recovery,
}
