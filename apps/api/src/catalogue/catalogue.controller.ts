import { Controller } from '@nestjs/common';
import { CategoryTree, Home, ProductDetails, ProductFacetCounts, ProductLists, Suggestions } from '@yigou/catalogue';
import type { HomeView, ProductDetail, ProductPage, RouteInput, RouteResponse } from '@yigou/contracts';
import { Handle } from '../http/handle.decorator';
import { Input } from '../http/request';

/** The shelves, for everybody. Answers are kept for a second: prices and stock states stay under two seconds old. */
@Controller()
export class CatalogueController {
  constructor(
    private readonly homeView: Home,
    private readonly categories: CategoryTree,
    private readonly lists: ProductLists,
    private readonly facetCounts: ProductFacetCounts,
    private readonly suggestions: Suggestions,
    private readonly details: ProductDetails,
  ) {}

  @Handle('home', { cacheMs: 1_000 })
  home(): Promise<HomeView> {
    return this.homeView.view();
  }

  @Handle('listCategories', { cacheMs: 1_000 })
  async listCategories(): Promise<RouteResponse<'listCategories'>> {
    return { items: await this.categories.list() };
  }

  @Handle('listProducts', { cacheMs: 1_000 })
  list(@Input() { query }: RouteInput<'listProducts'>): Promise<ProductPage> {
    return this.lists.page(query);
  }

  @Handle('productFacets', { cacheMs: 1_000 })
  facets(@Input() { query }: RouteInput<'productFacets'>): Promise<RouteResponse<'productFacets'>> {
    return this.facetCounts.of(query);
  }

  @Handle('suggest', { cacheMs: 1_000 })
  async suggest(@Input() { query }: RouteInput<'suggest'>): Promise<RouteResponse<'suggest'>> {
    return { items: await this.suggestions.of(query.q) };
  }

  @Handle('getProduct', { cacheMs: 1_000 })
  get(@Input() { params }: RouteInput<'getProduct'>): Promise<ProductDetail> {
    return this.details.get(params.id);
  }

  @Handle('quoteFreight', { cacheMs: 1_000 })
  quote(@Input() { params, query }: RouteInput<'quoteFreight'>): Promise<RouteResponse<'quoteFreight'>> {
    return this.details.quote(params.id, query);
  }
}
