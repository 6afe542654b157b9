using Allora.Sdk.Blocks;

namespace Allora.Sdk.Sending.Sessions;

/// <summary>One user's lease of a wallet's session and the client's block hub; disposing releases them.</summary>
internal sealed class WalletLease(WalletRegistry registry, SharedSession shared, BlockHub blocks) : IAsyncDisposable
{
    public WalletSession Session => shared.Session;

    public BlockHub Blocks => blocks;

    public ValueTask DisposeAsync() => registry.ReturnAsync(shared);
}
