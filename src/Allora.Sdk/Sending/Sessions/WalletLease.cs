using Allora.Sdk.Blocks;

namespace Allora.Sdk.Sending.Sessions;

/// <summary>One user's lease of a wallet's session and the client's block hub; disposing releases them.</summary>
internal sealed class WalletLease(WalletRegistry registry, string address, WalletSession session, BlockHub blocks) : IAsyncDisposable
{
    public WalletSession Session => session;

    public BlockHub Blocks => blocks;

    public ValueTask DisposeAsync() => registry.ReturnAsync(address);
}
