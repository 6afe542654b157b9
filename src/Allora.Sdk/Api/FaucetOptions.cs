namespace Allora.Sdk.Api;

/// <summary>Options of a <see cref="FaucetClient"/>.</summary>
public sealed record FaucetOptions
{
    /// <summary>Sent as x-api-key only to the faucet's own host. Never logged. Default: none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>How long the request may take, redirects included. Default: 30 seconds.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock for time limits. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Without the key.</summary>
    public override string ToString() => $"{RequestTimeout.TotalSeconds:0.###} s";
}
