namespace Allora.Sdk.Api;

/// <summary>A price bar of one minute. Prices and volumes are decimals, in the API's spelling.</summary>
public sealed record ApiBar
{
    /// <summary>The pair, such as "btcusd".</summary>
    public string Ticker { get; set; } = "";

    /// <summary>The exchange that it is from; null if the API omits it.</summary>
    public string? ExchangeCode { get; set; }

    /// <summary>The time at which it begins, in the API's spelling (UTC).</summary>
    public string Date { get; set; } = "";

    /// <summary>The first price.</summary>
    public string Open { get; set; } = "";

    /// <summary>The highest price.</summary>
    public string High { get; set; } = "";

    /// <summary>The lowest price.</summary>
    public string Low { get; set; } = "";

    /// <summary>The last price.</summary>
    public string Close { get; set; } = "";

    /// <summary>The traded volume in the first asset of the pair; null if the API omits it.</summary>
    public string? Volume { get; set; }

    /// <summary>The traded volume in the second asset of the pair; null if the API omits it.</summary>
    public string? VolumeNotional { get; set; }

    /// <summary>The number of trades; null if the API omits it.</summary>
    public long? TradesDone { get; set; }
}
