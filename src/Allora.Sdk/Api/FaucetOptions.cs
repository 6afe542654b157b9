namespace Allora.Sdk.Api;

/// <summary>How a <see cref="FaucetClient"/> asks.</summary>
public sealed record FaucetOptions
{
    /// <summary>Sent as x-api-key to the faucet's own host alone. Never logged. Default: none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>How long the request may take, redirects included. Default: 30 seconds.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock of time limits. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Without the key.</summary>
    public override string ToString() => $"{RequestTimeout.TotalSeconds:0.###} s";
}
