namespace Allora.Sdk.DevNet.Faults.Lies;

/// <summary>One answer that a lie changed.</summary>
/// <param name="Node">The node that served it, from 0.</param>
/// <param name="Protocol">How it was served.</param>
/// <param name="Method">The method, or the query of the subscription whose frame it was.</param>
/// <param name="Path">Which value was changed: the path of the lie.</param>
/// <param name="Height">The newest block of the node when it was served; for a frame, the block of the frame.</param>
public sealed record LieHit(int Node, FaultProtocol Protocol, string Method, string Path, long Height);
