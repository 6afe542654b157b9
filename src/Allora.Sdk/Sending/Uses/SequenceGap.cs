namespace Allora.Sdk.Sending.Uses;

/// <summary>Sequences that the account has used and that no transaction of the journal is known to have used, with the blocks in which that happened.</summary>
/// <param name="From">The first of the sequences.</param>
/// <param name="End">The first sequence after them.</param>
/// <param name="FirstBlock">The first height (blocks) that can have used one.</param>
/// <param name="LastBlock">The height (blocks) at which a node had them as used.</param>
internal sealed record SequenceGap(ulong From, ulong End, long FirstBlock, long LastBlock);
