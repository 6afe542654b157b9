namespace Allora.Sdk.Api;

/// <summary>A price bar; the API's are of one minute. Prices and volumes are decimals, as the API spells them.</summary>
public sealed record ApiBar
{
    /// <summary>What it is the price of, such as "btcusd".</summary>
    public string Ticker { get; set; } = "";

    /// <summary>The exchange that it comes from; null where the API does not tell.</summary>
    public string? ExchangeCode { get; set; }

    /// <summary>When it begins, as the API spells it (UTC).</summary>
    public string Date { get; set; } = "";

    /// <summary>The first price.</summary>
    public string Open { get; set; } = "";

    /// <summary>The highest price.</summary>
    public string High { get; set; } = "";

    /// <summary>The lowest price.</summary>
    public string Low { get; set; } = "";

    /// <summary>The last price.</summary>
    public string Close { get; set; } = "";

    /// <summary>What was traded, in the first asset of the pair; null where the API does not tell.</summary>
    public string? Volume { get; set; }

    /// <summary>What was traded, in the second asset of the pair; null where the API does not tell.</summary>
    public string? VolumeNotional { get; set; }

    /// <summary>How many trades were made; null where the API does not tell.</summary>
    public long? TradesDone { get; set; }
}
