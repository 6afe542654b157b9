namespace Allora.Chaos.Lies;

/// <summary>The times of a stand. Blocks are made by the harness, sooner if the worker has answered.</summary>
/// <param name="Block">How long a block waits for the worker's next step.</param>
/// <param name="Answer">How long an honest window waits for its answer before blocks are made.</param>
internal sealed record LieTempo(TimeSpan Block, TimeSpan Answer)
{
    /// <summary>Poll interval and detection deadline of the worker.</summary>
    public TimeSpan Poll => 5 * Block;

    /// <summary>D of docs/reliability.md, in time.</summary>
    public TimeSpan D => Poll + (2 * Block);

    public static LieTempo Of(int blockMs) => new(TimeSpan.FromMilliseconds(blockMs), TimeSpan.FromMilliseconds(blockMs * 40));
}
