namespace Allora.Chaos.Lies;

/// <summary>One line of a shard's output.</summary>
/// <param name="Index">The case's place in the catalog.</param>
/// <param name="Name">The case.</param>
/// <param name="Served">How many answers the lie changed while a window was open.</param>
/// <param name="Broken">The broken invariants.</param>
internal sealed record LieOutcome(int Index, string Name, int Served, IReadOnlyList<string> Broken);
