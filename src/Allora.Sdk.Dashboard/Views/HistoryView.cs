namespace Allora.Sdk.Dashboard.Views;

/// <summary>A page of the history, and where the next one begins.</summary>
internal sealed record HistoryView(IReadOnlyList<WindowRow> Windows, IReadOnlyList<string> Workers, IReadOnlyList<ulong> Topics, IReadOnlyList<string> Statuses, long? NextNonce, string? NextWorker);
