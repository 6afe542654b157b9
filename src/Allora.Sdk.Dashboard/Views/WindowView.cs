namespace Allora.Sdk.Dashboard.Views;

/// <summary>Everything known of a nonce, from its frame to its reward.</summary>
internal sealed record WindowView(
    WindowRow Window, string Summary, IReadOnlyList<FactView> Facts, IReadOnlyList<StepView> Steps, IReadOnlyList<FindingView> Findings, IReadOnlyList<PeerView> Peers, string? Missing);

/// <summary>A fact: its name, and its value for people.</summary>
internal sealed record FactView(string Name, string Value, string? Exact = null);

/// <summary>A step of the window's life: when (ms since its detection, or a height), and what happened.</summary>
internal sealed record StepView(string Name, double? At, double? Took, long? Height, string Detail, string Level);

/// <summary>A guard's finding.</summary>
internal sealed record FindingView(string Guard, string Severity, string Message);

/// <summary>The value of another inferer, or of the network.</summary>
internal sealed record PeerView(string Address, string Value, bool IsOwn, string? Score);
