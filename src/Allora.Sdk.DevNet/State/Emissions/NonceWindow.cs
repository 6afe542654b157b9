namespace Allora.Sdk.DevNet.State.Emissions;

/// <summary>A nonce and the last height whose block may still include a payload for it.</summary>
internal sealed record NonceWindow(long Nonce, long Start, long End);
