namespace Allora.Sdk.Dashboard.Views;

/// <summary>What a page needs to request changes.</summary>
internal sealed record SessionView(bool CanPause, bool HasChain, string AntiForgeryHeader, string AntiForgery, string Version);
