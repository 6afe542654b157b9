namespace Topic67.Competition.Report;

/// <summary>A line of the table.</summary>
/// <param name="What">What is compared.</param>
/// <param name="Theirs">What the original's operators were told.</param>
/// <param name="Ours">What was measured.</param>
/// <param name="Holds">Whether ours is no worse; null where it was not measured.</param>
internal sealed record Row(string What, string Theirs, string Ours, bool? Holds);
