using System.Text.Json;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Nodes;

namespace Allora.Sdk.DevNet.Rpc.Types;

/// <summary>A node's identity as CometBFT's RPC writes it.</summary>
internal static class NodeInfoJson
{
    public static void Write(Utf8JsonWriter writer, INode node)
    {
        var identity = node.Identity;
        writer.WriteStartObject("node_info"u8);
        writer.WriteStartObject("protocol_version"u8);
        writer.WriteString("p2p"u8, "8"u8);
        writer.WriteString("block"u8, "11"u8);
        writer.WriteString("app"u8, "0"u8);
        writer.WriteEndObject();
        writer.WriteString("id"u8, identity.NodeId);
        writer.WriteString("listen_addr"u8, identity.ListenAddress);
        writer.WriteString("network"u8, node.ChainId);
        writer.WriteString("version"u8, identity.CometVersion);
        writer.WriteString("channels"u8, "402021222330386061"u8);
        writer.WriteString("moniker"u8, identity.Moniker);
        writer.WriteStartObject("other"u8);
        writer.WriteString("tx_index"u8, node.HasIndex ? "on"u8 : "off"u8);
        writer.WriteString("rpc_address"u8, identity.RpcAddress);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    public static void PublicKey(Utf8JsonWriter writer, NodeIdentity identity)
    {
        writer.WriteStartObject("pub_key"u8);
        writer.WriteString("type"u8, "tendermint/PubKeyEd25519"u8);
        writer.WriteBase64String("value"u8, identity.ValidatorPublicKey);
        writer.WriteEndObject();
    }
}
