namespace Allora.Sdk.Api;

/// <summary>A month of price bars of one minute, as a file to download.</summary>
public sealed record ApiBarMonth
{
    /// <summary>The pair, such as "btcusd"; null if the API omits it.</summary>
    public string? Ticker { get; set; }

    /// <summary>The state in the API's spelling; "ready" if the file is complete.</summary>
    public string State { get; set; } = "";

    /// <summary>The address of the file (CSV). It may hold a signature that grants access, so do not log it; the API's key must not be sent to it.</summary>
    public string? DownloadUrl { get; set; }

    /// <summary>Whether the file is complete and can be downloaded.</summary>
    public bool IsReady => State.Equals("ready", StringComparison.OrdinalIgnoreCase) && !string.IsNullOrEmpty(DownloadUrl);
}
