namespace Allora.Sdk.Chain.Wire;

/// <summary>A value that was read from a reply; a class because gRPC replies are.</summary>
internal sealed record Answer<T>(T Value);
