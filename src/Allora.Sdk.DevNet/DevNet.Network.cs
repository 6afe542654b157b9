namespace Allora.Sdk.DevNet;

public sealed partial class DevNet
{
    /// <summary>The network that this DevNet is, for a client of the SDK: its first node's addresses.</summary>
    public AlloraNetwork Network => new()
    {
        ChainId = _chainId,
        Grpc = Grpc,
        Rpc = Rpc,
        Rest = Rest,
        IsDevNet = true,
    };
}
