namespace Allora.Sdk.Dashboard.Chain;

/// <summary>A chain that this process runs, such as a DevNet, for a page of its own.</summary>
public interface ILocalChain
{
    /// <summary>Reads the newest blocks. Called once a second for each open page.</summary>
    LocalChainStatus Read();
}
