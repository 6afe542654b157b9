namespace Allora.Sdk.Dashboard.Endpoints;

/// <summary>The content of one open page.</summary>
internal interface IPageContent
{
    /// <summary>The content as JSON; null if it is the same as the last time.</summary>
    ValueTask<byte[]?> ReadChangedAsync(CancellationToken cancellationToken);
}
