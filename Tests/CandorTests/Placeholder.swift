import Candor
