using System.Globalization;

namespace Allora.Sdk.Workers.Windows;

/// <summary>A nonce that accepts losses and waits for an older one: the chain keeps one payload per reputer and topic.</summary>
/// <param name="Nonce">The nonce that waits.</param>
/// <param name="Older">The oldest nonce that the chain has not closed.</param>
/// <param name="Epoch">The topic's epoch in blocks.</param>
internal readonly record struct WaitingNonce(long Nonce, OpenWindow Older, long Epoch)
{
    public string Detail(long height) => height < Older.End
        ? string.Create(CultureInfo.InvariantCulture, $"Nonce {Nonce} waits: the chain keeps one payload per reputer, and the older nonce {Older.Nonce} is open until block {Older.End}.")
        : string.Create(CultureInfo.InvariantCulture, $"Nonce {Nonce} waits: the older nonce {Older.Nonce} was to be closed at block {Older.End} and is still open, which lasts as long as the topic is inactive.");
}
