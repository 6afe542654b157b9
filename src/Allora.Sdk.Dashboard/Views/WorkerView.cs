namespace Allora.Sdk.Dashboard.Views;

/// <summary>A worker's page: the worker, and its windows that are new or have changed since the last message of the page's stream.</summary>
internal sealed record WorkerView(WorkerRow Worker, NetworkView Network, IReadOnlyList<StateView> States, IReadOnlyList<WindowRow> Windows);

/// <summary>A change of a worker's state.</summary>
internal sealed record StateView(string State, string Detail, string? Since);

/// <summary>A window in a list.</summary>
internal sealed record WindowRow(
    string Worker, ulong Topic, string Wallet, long Nonce, string Status, string Level, string? Value, string? NetworkValue, string? Reason, string? Message, string? Fallback, string? Hash, long? Height,
    AmountView? Fee, string? Stage, bool? IsActive, string? Score, AmountView? Reward, int? Rank, int Ranked, TimingsView Timings, string? Seen);

/// <summary>The time of each stage (ms) since the window was detected; null if it was not reached.</summary>
internal sealed record TimingsView(double? PredictionStarted, double? Predicted, double? Signed, double? Simulated, double? Sent, double? Answered, double? Confirmed);
