namespace Allora.Sdk.Sending.Sessions;

/// <summary>A wallet's session and how many use it.</summary>
internal sealed class SharedSession(string address, WalletSession session)
{
    public string Address => address;

    public WalletSession Session => session;

    public int Users { get; set; }
}
