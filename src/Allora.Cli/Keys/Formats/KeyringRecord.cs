using Allora.Sdk.Wallets;
using Google.Protobuf;

namespace Allora.Cli.Keys.Formats;

/// <summary>The record of the Cosmos SDK's keyring: 1 name, 2 public key, 3 local key, 4 Ledger, 5 multisig, 6 offline.</summary>
internal static class KeyringRecord
{
    private const string KeyType = "/cosmos.crypto.secp256k1.PrivKey";

    /// <summary>The private key of a local record.</summary>
    /// <exception cref="WalletException">The record holds no secp256k1 private key.</exception>
    public static byte[] PrivateKey(byte[] record)
    {
        try
        {
            if (Field(record, 3) is not { } local)
            {
                var kind = Field(record, 4) is not null ? "a Ledger's" : Field(record, 5) is not null ? "a multisig's" : "an offline";
                throw new WalletException($"The keyring's entry is {kind} key: there is no private key in it to sign with");
            }

            if (Field(local, 1) is not { } any || Field(any, 1) is not { } type || Field(any, 2) is not { } value)
                throw new WalletException("The keyring's entry has no private key");
            if (System.Text.Encoding.UTF8.GetString(type) != KeyType)
                throw new WalletException($"The keyring's entry is a key of type {Running.Shown.Short(System.Text.Encoding.UTF8.GetString(type))}; accounts of this chain have secp256k1 keys");
            return Field(value, 1) is { Length: 32 } key ? key : throw new WalletException("The keyring's entry has a private key of another length than 32 bytes");
        }
        catch (InvalidProtocolBufferException wrong)
        {
            throw new WalletException("The keyring's entry cannot be read: it is not a record of the Cosmos SDK 0.46 or later", wrong);
        }
    }

    private static byte[]? Field(byte[] message, int number)
    {
        using var input = new CodedInputStream(message);
        byte[]? found = null;
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) == number && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
                found = input.ReadBytes().ToByteArray();
            else
                input.SkipLastField();
        }

        return found;
    }
}
